import type { ChatProvider } from '@prism/ai/chat';
import { createOfflineChat } from '@prism/ai/offlineChat';

/** The offline chat, whose answers are given only after what a test lets happen meanwhile. */
export function createBusyChat() {
  const offline = createOfflineChat();
  const busy = {
    meanwhile: (): Promise<unknown> => Promise.resolve(),
    chat: {
      ...offline,
      answer: async (question, options) => {
        const answer = await offline.answer(question, options);
        await busy.meanwhile();
        return answer;
      },
    } satisfies ChatProvider,
  };
  return busy;
}

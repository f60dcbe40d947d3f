import { startHttpPeer } from '@prism/testkit/httpPeer';

import { firstOf, openChannels } from '../testing/adapters.ts';
import { itemOf, messageOf } from '../testing/message.ts';

const peer = await startHttpPeer();
const channels = openChannels();
afterEach(() => {
  peer.reset();
});
afterAll(async () => {
  await channels.close();
  await peer.close();
});

type Posted = { text: string; blocks: { type: string; text: { type: string; text: string } }[] };

async function post(given: Parameters<typeof messageOf>[0] = {}) {
  const endpoint = { id: 'e', url: `${peer.url}/services/T0/B0/secret`, keys: {}, secrets: [] };
  const outcome = await firstOf(channels.SLACK).send(messageOf(given), endpoint);
  const body = peer.requests.at(-1)?.body.toString() ?? '{}';
  return { outcome, posted: JSON.parse(body) as Posted };
}

test('says it in blocks, and in one text for who knows none', async () => {
  const { posted } = await post({ items: [itemOf({ urgent: true }), itemOf({ title: 'Two', body: null })] });
  expect(posted).toEqual({
    text: 'Fix the gauge\nTwo',
    blocks: [':rotating_light: *Fix the gauge*\nIt is stuck.', '*Two*'].map((text) => ({
      ...{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } },
    })),
  });
});

test('nothing that people write calls anybody, hides a link or ends the emphasis', async () => {
  const text = '<!channel> <@U1> <https://evil.example|here> @here @Channel & *bold*\n';
  const { posted } = await post({ items: [itemOf({ title: text, body: text })] });
  for (const shown of [posted.text, posted.blocks[0]!.text.text]) {
    expect(shown).not.toMatch(/[<>]|@here|@channel/i);
    expect(shown).toContain('&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|here&gt;');
    expect(shown).toContain('&amp;');
  }
  expect(posted.blocks[0]!.text.text.split('\n')[0]!.match(/\*/g)).toHaveLength(2);
});

test('keeps to Slack’s limits', async () => {
  const [first, ...more] = Array.from({ length: 60 }, () =>
    itemOf({ title: '&'.repeat(1_000), body: '<'.repeat(9_000) }),
  );
  const { posted } = await post({ items: [first!, ...more] });
  expect(posted.blocks).toHaveLength(21);
  expect(posted.blocks.at(-1)?.text.text).toBe('+ 40');
  for (const { text } of posted.blocks) expect(text.text.length).toBeLessThanOrEqual(3_000);
});

test.each([
  [404, 'no_service', true],
  [403, 'invalid_token', true],
  [410, 'channel_is_archived', true],
  [403, 'action_prohibited', undefined],
  [400, 'invalid_payload', undefined],
])('%d %s is final', async (status, body, disable) => {
  peer.behave({ kind: 'answer', status, body });
  const { outcome } = await post();
  expect(outcome).toEqual({
    ...{ outcome: 'FAILED', statusCode: status, detail: `Answered with ${String(status)}: ${body}` },
    ...(disable && { disable }),
  });
});

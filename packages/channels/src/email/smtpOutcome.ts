import type { Outcome } from '../channel.ts';
import { shown } from '../oneLine.ts';

// Signing in, or having to: the fault is between Prism and this server, and another one may take the message.
const loginCodes = new Set([530, 534, 535, 538]);
const stepsOfMessage = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** What nodemailer tells of an error. */
type SmtpFault = { readonly code?: unknown; readonly command?: unknown; readonly responseCode?: unknown };

/**
 * What an error of the SMTP client means. Only a 5xx to the message itself (sender, recipient, content) is final; 4xx, and
 * everything that concerns the connection or the login, is worth another attempt or another server.
 */
export function smtpOutcome(error: unknown): Outcome {
  const { code, command, responseCode } = (error ?? {}) as SmtpFault;
  if (typeof responseCode !== 'number') {
    const isLate = code === 'EABORT' || code === 'ETIMEDOUT';
    const detail = isLate ? 'There was no answer in time.' : `The connection failed (${nameOf(code)}).`;
    return { outcome: 'RETRY', detail };
  }
  // What a server says to a login may repeat the login.
  const detail = `Answered with ${String(responseCode)}${code === 'EAUTH' ? ' to the login' : replyOf(error)}`;
  const isFinal = responseCode >= 500 && !loginCodes.has(responseCode) && stepsOfMessage.has(String(command));
  return { outcome: isFinal ? 'FAILED' : 'RETRY', statusCode: responseCode, detail };
}

const nameOf = (code: unknown) => (typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : 'unknown');

function replyOf(error: unknown): string {
  const { response } = error as { readonly response?: unknown };
  return typeof response === 'string' ? shown(response.replace(/^\d{3}[ -]/, '')) : '';
}

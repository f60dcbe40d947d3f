import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

import pg from 'pg';

import { loginRoles } from './roles.ts';

const iterations = 4096;

/**
 * Parses `{"prism_tasks": "secret", …}`, the form of the variable `DB_ROLE_PASSWORDS`. Empty means none.
 * Throws with a message fit for an operator; it never repeats a password.
 */
export function parseRolePasswords(text: string): Record<string, string> {
  if (text.trim() === '') return {};
  const passwords = parseObject(text);
  for (const [role, password] of Object.entries(passwords)) {
    if (!isLoginRole(role)) throw new Error(`names an unknown role: ${role}`);
    if (typeof password !== 'string' || !/^[\x21-\x7e]{12,}$/.test(password)) {
      throw new Error(`the password of ${role} must be 12 or more visible ASCII characters`);
    }
  }
  return passwords as Record<string, string>;
}

/**
 * Lets each named role log in with its password, for deployments where each process has a login of its own. What reaches the
 * server (and its log) is a SCRAM verifier, not the password. Throws on a role that is not one of `loginRoles`.
 */
export async function setRolePasswords(
  client: pg.ClientBase,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [role, password] of Object.entries(passwords)) {
    if (!isLoginRole(role)) throw new Error(`Not a role of Prism: ${role}`);
    const verifier = pg.escapeLiteral(scramVerifier(password));
    await client.query(`ALTER ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${verifier}`);
  }
}

// RFC 5803, as PostgreSQL stores it in pg_authid. Passwords are ASCII, so SASLprep changes nothing.
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${String(iterations)}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Falls through: the parser's message would quote the secrets.
  }
  throw new Error('must be a JSON object of role and password');
}

function isLoginRole(role: string): boolean {
  return (loginRoles as readonly string[]).includes(role);
}

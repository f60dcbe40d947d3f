import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { badUserInput } from '@prism/errors/errors';

import type { UploadFields } from './upload.input.ts';

/** A form with a file in it, of which all before the file has been read. */
export interface UploadForm {
  readonly stream: Readable;
  readonly filename: string | undefined;
  readonly contentType: string;
  /** What stood before and after the file. Resolves once the file has been read and the form ended. */
  readonly fields: () => Promise<UploadFields>;
}

type FileEvent = [name: string, stream: BusboyFileStream, filename: string | undefined, encoding: string, type: string];

const limits = {
  files: 1,
  fields: 20,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  headerPairs: 50,
  headerSize: 16 * 1024,
};

/** Reads `multipart/form-data` up to its first file. BAD_USER_INPUT when there is none, or it is no form. */
export async function readForm(request: Request, contentType: string): Promise<UploadForm> {
  if (!request.body) throw noFile();
  const parser = openParser(contentType);
  const fields: Record<string, string> = {};
  let file: Readable | undefined;
  parser.on('field', (name: string, value: string) => {
    fields[name] = value;
  });
  // Whoever parses may say so twice, when nobody listens any more, and a file may break before it is read: unheard, either ends the process.
  parser.on('error', () => undefined);
  let isMore = false;
  parser.on('filesLimit', () => (isMore = true));
  const fieldsOfOne = () => {
    if (isMore) throw manyFiles();
    return fields;
  };
  const found = new Promise<UploadForm>((resolve) => {
    parser.once('file', (...[, stream, filename, , type]: FileEvent) => {
      file = stream.on('error', () => stream.destroy(brokenOff()));
      resolve({ stream, filename, contentType: type, fields: () => ended.then(fieldsOfOne) });
    });
  });
  const ended = pipeline(Readable.fromWeb(request.body), parser).catch(() => {
    file?.destroy(brokenOff());
    throw brokenOff();
  });
  const none = ended.then(
    () => Promise.reject(noFile()),
    () => Promise.reject(notAForm()),
  );
  none.catch(() => undefined);
  return Promise.race([found, none]);
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch {
    throw notAForm();
  }
}

const noFile = () => badUserInput([{ path: 'file', message: 'must be a file of the form' }]);
const manyFiles = () =>
  badUserInput([{ path: 'file', message: 'must be the only file of the form: send others by themselves' }]);
const brokenOff = () => badUserInput([{ path: '', message: 'The form broke off.' }]);
const notAForm = () => badUserInput([{ path: '', message: 'The form is not valid multipart/form-data.' }]);

// What leads to another folder, ends a header, or turns the direction of reading, so that an ending looks like another.
// eslint-disable-next-line no-control-regex -- control characters are what no name may have
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]+/g;

/** The `content-disposition` of a file to be saved under a name (RFC 6266): in ASCII for old clients, as it is for all others. */
export function attachment(name: string): string {
  const safe = name.replace(unsafe, ' ').replace(/^[\s.]+|[\s.]+$/g, '') || 'document';
  const ascii = safe.replace(/[^ -~]|%/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

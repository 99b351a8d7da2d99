/** PostgreSQL, "Frontend/Backend Protocol": messages are a type, the length of the rest, and the rest. */
export interface Message {
  readonly type: string;
  /** The whole message. */
  readonly bytes: Buffer;
}

/** Cuts a stream of bytes into messages, whatever the packets. */
export function createMessageReader() {
  let rest = Buffer.alloc(0);
  return {
    /** What is complete by now. */
    read(chunk: Buffer): Message[] {
      rest = Buffer.concat([rest, chunk]);
      const messages: Message[] = [];
      while (rest.length >= 5) {
        const length = 1 + rest.readUInt32BE(1);
        if (rest.length < length) break;
        messages.push({ type: String.fromCharCode(rest[0] ?? 0), bytes: rest.subarray(0, length) });
        rest = rest.subarray(length);
      }
      return messages;
    },
  };
}

/** SSLRequest and GSSENCRequest: what a client may ask before it says who it is. */
export const isEncryptionRequest = (chunk: Buffer): boolean =>
  chunk.length >= 8 && [80_877_103, 80_877_104].includes(chunk.readUInt32BE(4));

const textFrom = (bytes: Buffer, start: number): string => bytes.toString('utf8', start, bytes.indexOf(0, start));

/** The SQL that a message carries, if it carries any. */
export function statementOf({ type, bytes }: Message): string | undefined {
  if (type === 'Q') return textFrom(bytes, 5);
  // Parse: the statement's name, then its text.
  return type === 'P' ? textFrom(bytes, bytes.indexOf(0, 5) + 1) : undefined;
}

/** An error, and that the next statement may come. */
export function refusal(code: string): Buffer {
  const fields = Buffer.from(`SERROR\0VERROR\0C${code}\0Mthe sandbox was told to refuse\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeUInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields, Buffer.from([0x5a, 0, 0, 0, 5, 0x49])]);
}

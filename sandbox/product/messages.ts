/** PostgreSQL, "Frontend/Backend Protocol": a message has a type, a length and a body. */
export interface Message {
  readonly type: string;
  /** The complete message, including type and length. */
  readonly bytes: Buffer;
}

/** Splits a stream of bytes into messages. */
export function createMessageReader() {
  let rest = Buffer.alloc(0);
  return {
    /** Returns the messages that are complete with this chunk. */
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

/** Whether the chunk is an SSLRequest or a GSSENCRequest, which can precede the startup message. */
export const isEncryptionRequest = (chunk: Buffer): boolean =>
  chunk.length >= 8 && [80_877_103, 80_877_104].includes(chunk.readUInt32BE(4));

const textFrom = (bytes: Buffer, start: number): string => bytes.toString('utf8', start, bytes.indexOf(0, start));

/** The SQL of a message; undefined for messages without SQL. */
export function statementOf({ type, bytes }: Message): string | undefined {
  if (type === 'Q') return textFrom(bytes, 5);
  // A Parse message has the statement's name before its text.
  return type === 'P' ? textFrom(bytes, bytes.indexOf(0, 5) + 1) : undefined;
}

/** An ErrorResponse with the code, followed by ReadyForQuery. */
export function refusal(code: string): Buffer {
  const fields = Buffer.from(`SERROR\0VERROR\0C${code}\0Mthe sandbox was told to refuse\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeUInt32BE(4 + fields.length, 1);
  return Buffer.concat([head, fields, Buffer.from([0x5a, 0, 0, 0, 5, 0x49])]);
}

export interface Headed {
  /** The beginning of the file. */
  readonly head: Buffer;
  /** The whole file, with the beginning. */
  readonly whole: AsyncIterable<Buffer>;
}

/** Waits until the first `bytes` of a file are there, or all of it. */
export async function readHead(content: AsyncIterable<Buffer>, bytes: number): Promise<Headed> {
  const chunks = content[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let size = 0;
  let isComplete = false;
  while (size < bytes && !isComplete) {
    const next = await chunks.next();
    if (next.done) isComplete = true;
    else {
      read.push(next.value);
      size += next.value.length;
    }
  }
  const head = Buffer.concat(read);
  async function* whole(): AsyncGenerator<Buffer, void> {
    yield head;
    if (!isComplete) for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  return { head, whole: whole() };
}

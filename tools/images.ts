const pinned = /@sha256:[0-9a-f]{64}$/;

/**
 * Returns the images of a Dockerfile or a compose file that have no digest: their tag can later name another image.
 * Stages of the same file, `scratch` and the images of `own` are built here.
 */
export function unpinnedImages(text: string, own: readonly string[] = []): string[] {
  const built = new Set([...own, 'scratch', ...[...text.matchAll(/^FROM .* AS (\S+)$/gim)].map(([, stage]) => stage)]);
  return [...text.matchAll(/^(?:FROM(?: --\S+)*|\s+image:) +['"]?([^\s'"]+)/gim)]
    .map(([, image = '']) => image)
    .filter((image) => !built.has(image) && !pinned.test(image));
}

import type { Logger } from 'pino';
import type { Anchor } from './anchor.ts';
import { fileAnchor, logAnchor, objectAnchor, type ObjectStorage } from './anchors.ts';

export interface AnchorLocations {
  /** A file on another volume; null: none. */
  readonly anchorFile: string | null;
  /** Object storage with object lock; null: none. */
  readonly anchorStorage: ObjectStorage | null;
}

/** The log, and the places that are configured. */
export const openAnchors = ({ anchorFile, anchorStorage }: AnchorLocations, log: Logger): readonly Anchor[] => [
  logAnchor(log),
  ...(anchorFile === null ? [] : [fileAnchor(anchorFile)]),
  ...(anchorStorage === null ? [] : [objectAnchor(anchorStorage)]),
];

export function importAnew(entry: URL, changes?: ReadonlyMap<string, object>): Promise<unknown>;

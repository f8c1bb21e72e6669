/** What stands where a secret was. */
export const HIDDEN = '…';

/** Names of what nobody but its owner sees. */
const secretName =
  /^(?:.*password|pass|secret|.*token|cookie|set-cookie|.*authorization|credentials?|previd|sm-?id|nonce|proof|.*private-?key|scram-?keys)$/i;

/** Whether a field or attribute of that name holds a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** So deep that no content of ours goes on below. */
const DEEPEST = 32;

/** Plain data without what fields named like secrets hold: for logs and tools. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutSecrets(item, depth + 1));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      name,
      isSecretName(name) && item !== undefined && item !== null
        ? HIDDEN
        : withoutSecrets(item, depth + 1),
    ]),
  );
}

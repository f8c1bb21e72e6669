import { accessModels, type AccessModel } from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, jid, pageRequestSchema, pageSchema } from '../core/index.js';

/** Who may see a node. */
export const accessModel = v.picklist(accessModels) satisfies v.GenericSchema<AccessModel>;

const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());

/** Whose node it is, and the item's name in it. */
export const pepPlace = v.object({ from: jid, id: v.string() });

/** One item of a node of `from`. */
export const pepItem = <S extends v.GenericSchema>(content: S) =>
  v.object({ from: jid, id: v.string(), content });

/** What became of an own item: it is published, or gone, under `id`. */
export const pepDone = v.object({ id: v.exactOptional(v.string()) });

/**
 * The items of a node of `from`, in the service's order; `page` where the service knows pages, `next`
 * where another one follows.
 */
export const pepItems = <S extends v.GenericSchema>(content: S) =>
  v.object({
    from: bareJid,
    items: list(v.object({ id: v.string(), content })),
    page: v.exactOptional(pageSchema),
    next: v.exactOptional(pageRequestSchema),
  });

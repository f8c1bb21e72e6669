/**
 * Archives: queries, preferences, where an archive begins and ends.
 */
import {
  NS_MAM,
  formText,
  readDataForm,
  readDateTime,
  readPageRequest,
  readPreferences,
} from '@xec/stanza';
import { GetArchive, GetArchiveConfig, GetArchiveMetadata, SetArchiveConfig } from '@xec/xec';
import { attribute, some, type Asked, type Maker } from './asked.js';

/** Fields of a filter that our queries can have. */
const filterFields: ReadonlySet<string> = new Set(['FORM_TYPE', 'with', 'start', 'end']);

export const archives: Readonly<Record<string, Maker>> = {
  [`get prefs ${NS_MAM}`]: () => new GetArchiveConfig(),
  [`set prefs ${NS_MAM}`]: ({ iq }) => {
    const preferences = readPreferences(iq);
    return preferences && new SetArchiveConfig(preferences);
  },
  [`get metadata ${NS_MAM}`]: ({ to }) => new GetArchiveMetadata(some('archive', to)),
  [`set query ${NS_MAM}`]: query,
};

function query({ child, to }: Asked) {
  const queryId = attribute(child, 'queryid');
  const form = readDataForm(child);
  const fields = form?.fields ?? [];
  if (queryId === undefined || fields.some((each) => !filterFields.has(each.var ?? ''))) {
    return undefined;
  }
  const valueOf = (name: string) => form && formText(form, name);
  const start = valueOf('start');
  if (start !== undefined && readDateTime(start) === undefined) return undefined;
  const filter = {
    ...some('with', valueOf('with')),
    ...some('start', start),
    ...some('end', valueOf('end')),
  };
  return new GetArchive({
    queryId,
    version: NS_MAM,
    ...some('archive', to),
    ...(form !== undefined && { filter }),
    ...some('page', readPageRequest(child)),
    ...(child.getChild('flip-page', NS_MAM) && { isFlipped: true as const }),
  });
}

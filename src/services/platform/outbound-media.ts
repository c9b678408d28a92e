import type { MetaAccount } from '../../channels/meta/account.js';
import { mediaKindFor, type OutboundMediaKind } from '../../channels/meta/limits.js';
import type { Outbound } from '../../channels/meta/outbound.js';
import { UNKNOWN_TYPE } from '../../storage/content-type.js';
import type { Application } from '../application.js';
import { attachmentOf } from './queries.js';

/** The file of a message as it goes to its platform; null when it has none. */
export const mediaOf = async (
  app: Application,
  { platform }: MetaAccount,
  messageId: string,
  text: string,
): Promise<Outbound['content'] | null> => {
  const file = await attachmentOf(app.orm.em.fork(), messageId);
  if (!file) return null;
  const { name, storageKey, size } = file;
  const contentType = file.contentType ?? UNKNOWN_TYPE;
  const kind: OutboundMediaKind = mediaKindFor(platform, contentType) ?? 'DOCUMENT';
  return {
    ...{ type: 'media', kind, caption: text === '' ? null : text, name, contentType, size },
    ...(platform === 'INSTAGRAM' && {
      url: app.publicUrl && `${app.publicUrl}${app.files.pathOf({ key: storageKey, name, contentType, size })}`,
    }),
    open: () => app.storage.read(storageKey),
  };
};

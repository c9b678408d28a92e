import type { Platform } from '../account.js';
import { invalid } from '../graph-error.js';

const MEGABYTE = 1024 * 1024;
const bare = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message: formats and sizes. */
const INSTAGRAM: Record<string, { types: RegExp; mostBytes: number }> = {
  image: { types: /^image\/(png|jpeg|gif)$/, mostBytes: 8 * MEGABYTE },
  audio: { types: /^audio\/(aac|mp4|x-m4a|m4a|wav|x-wav)$/, mostBytes: 25 * MEGABYTE },
  video: { types: /^video\/(mp4|ogg|x-msvideo|quicktime|webm)$/, mostBytes: 25 * MEGABYTE },
  file: { types: /^application\/pdf$/, mostBytes: 25 * MEGABYTE },
};
/** https://developers.facebook.com/docs/messenger-platform/reference/send-api: "Maximum file size is 25MB". */
const MESSENGER: Record<string, { types: RegExp; mostBytes: number }> = {
  image: { types: /^image\//, mostBytes: 25 * MEGABYTE },
  audio: { types: /^audio\//, mostBytes: 25 * MEGABYTE },
  video: { types: /^video\//, mostBytes: 25 * MEGABYTE },
  file: { types: /./, mostBytes: 25 * MEGABYTE },
};

export const checkAttachment = (platform: Platform, type: string, contentType: string, size: number): void => {
  const rule = (platform === 'INSTAGRAM' ? INSTAGRAM : MESSENGER)[type];
  if (!rule?.types.test(bare(contentType))) invalid('Upload attachment failure.', { subcode: 2018047 });
  if (rule && size > rule.mostBytes) invalid('Attachment size exceeds allowable limit', { subcode: 2018109 });
};

import type { Account } from './account.js';
import { invalid, refuse } from './graph-error.js';
import type { Person } from './person.js';

type Fields = Record<string, unknown>;

/** The fields that were asked for, each of which there must be. */
const chosen = (type: string, all: Fields, defaults: readonly string[], { fields }: Fields): Fields => {
  const names = fields === undefined ? defaults : Array.isArray(fields) ? fields.map(String) : String(fields).split(',');
  const strange = names.find((name) => !(name in all));
  if (strange !== undefined) invalid(`Tried accessing nonexistent field (${strange}) on node type (${type})`);
  return Object.fromEntries([...names, 'id'].map((name) => [name, all[name]]));
};

/**
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status
 * https://developers.facebook.com/docs/graph-api/reference/page and …/docs/instagram-platform/reference/ig-user
 */
export const describeAccount = (account: Account, id: string, asked: Fields): Fields => {
  const { name, userName, app } = account;
  if (id === account.businessAccountId)
    return chosen(
      'WhatsAppBusinessAccount',
      { id, name, currency: 'TRY', timezone_id: '1', message_template_namespace: app.id },
      ['id', 'name'],
      asked,
    );
  if (account.platform === 'WHATSAPP') {
    const all = {
      id,
      verified_name: name,
      display_phone_number: account.displayPhoneNumber,
      quality_rating: 'GREEN',
      code_verification_status: 'VERIFIED',
      platform_type: 'CLOUD_API',
      throughput: { level: 'STANDARD' },
    };
    return chosen(
      'WhatsAppBusinessPhoneNumber',
      all,
      ['verified_name', 'display_phone_number', 'quality_rating', 'code_verification_status'],
      asked,
    );
  }
  if (id === account.pageId) {
    const linked = account.platform === 'INSTAGRAM' ? { instagram_business_account: { id: account.externalId } } : {};
    return chosen('Page', { id, name, username: userName, link: `https://www.facebook.com/${id}`, ...linked }, ['name'], asked);
  }
  return chosen('IGUser', { id, name, username: userName, biography: '', profile_picture_url: '' }, [], asked);
};

/**
 * https://developers.facebook.com/docs/messenger-platform/identity/user-profile
 * https://developers.facebook.com/docs/messenger-platform/instagram/features/user-profile: only of who has written.
 */
export const describePerson = ({ account, id, name, userName, lastWroteAt, isReachable }: Person, asked: Fields): Fields => {
  if (!lastWroteAt || !isReachable)
    refuse(account.platform === 'INSTAGRAM' ? 230 : 100, account.platform === 'INSTAGRAM' ? {} : { subcode: 2018218 });
  if (account.platform === 'INSTAGRAM') {
    const all = {
      id,
      name,
      username: userName,
      profile_pic: '',
      follower_count: 42,
      is_verified_user: false,
      is_user_follow_business: true,
      is_business_follow_user: false,
    };
    return chosen('IGBusinessScopedID', all, ['name', 'username'], asked);
  }
  const last = name.lastIndexOf(' ');
  const [first, family] = last === -1 ? [name, ''] : [name.slice(0, last), name.slice(last + 1)];
  const all = { id, name, first_name: first, last_name: family, profile_pic: '', locale: 'tr_TR' };
  return chosen('User', all, ['first_name', 'last_name', 'profile_pic'], asked);
};

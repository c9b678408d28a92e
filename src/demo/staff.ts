import { Role } from '../entities/enums.js';

/** One for all demo people; printed at the start. */
export const PASSWORD = 'merhaba-sohbet';

export interface AgentContent {
  /** The e-mail address before the @ too. */
  key: string;
  name: string;
  honorific: 'Bey' | 'Hanım';
  role: Role;
  languages: readonly string[];
  capacity: number;
  /** A product's key for the whole product, a channel's key for that channel alone. */
  grants: readonly string[];
  /** Days of the week at work (0 is Sunday) and the hour they begin; null for whoever does not chat. */
  week: { days: readonly number[]; beginsAt: number } | null;
}

export const emailOf = (key: string): string => `${key}@demo.sohbet.local`;

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
const TUESDAY_TO_SATURDAY = [2, 3, 4, 5, 6];
const WEDNESDAY_TO_SUNDAY = [3, 4, 5, 6, 0];
const SATURDAY_TO_WEDNESDAY = [6, 0, 1, 2, 3];

const { AGENT, SUPERVISOR, ADMINISTRATOR } = Role;
const early = (days: readonly number[]) => ({ days, beginsAt: 9 });
const late = (days: readonly number[]) => ({ days, beginsAt: 12 });
const agent = (
  key: string,
  name: string,
  honorific: AgentContent['honorific'],
  languages: AgentContent['languages'],
  capacity: number,
  grants: AgentContent['grants'],
  week: AgentContent['week'],
  role: Role = AGENT,
): AgentContent => ({ key, name, honorific, role, languages, capacity, grants, week });

export const AGENTS: readonly AgentContent[] = [
  agent('ayse', 'Ayşe Yılmaz', 'Hanım', ['tr', 'en'], 20, ['shoes', 'demo-balya-web'], early(MONDAY_TO_FRIDAY)),
  agent('mehmet', 'Mehmet Demir', 'Bey', ['tr'], 20, ['shoes'], late(TUESDAY_TO_SATURDAY)),
  agent('elif', 'Elif Kaya', 'Hanım', ['tr', 'en'], 12, ['demo-web', 'demo-android', 'demo-instagram'], late(SATURDAY_TO_WEDNESDAY)),
  agent('burak', 'Burak Şahin', 'Bey', ['tr'], 20, ['demo-web', 'demo-whatsapp'], early(WEDNESDAY_TO_SUNDAY)),
  agent('zeynep', 'Zeynep Arslan', 'Hanım', ['tr', 'en'], 20, ['shoes', 'wallet'], early(SATURDAY_TO_WEDNESDAY)),
  agent('can', 'Can Öztürk', 'Bey', ['tr', 'en'], 15, ['wallet'], late(WEDNESDAY_TO_SUNDAY)),
  agent('hakan', 'Hakan Doğan', 'Bey', ['tr'], 8, ['demo-balya-ios', 'demo-balya-android'], early(MONDAY_TO_FRIDAY)),
  agent('emily', 'Emily Carter', 'Hanım', ['en'], 20, ['shoes', 'wallet'], early(TUESDAY_TO_SATURDAY)),
  agent('james', 'James Whitfield', 'Bey', ['en'], 10, ['demo-web', 'wallet'], late(SATURDAY_TO_WEDNESDAY)),
  agent('selin', 'Selin Aydın', 'Hanım', ['tr', 'en'], 20, ['shoes', 'wallet'], late(MONDAY_TO_FRIDAY), SUPERVISOR),
  agent('oliver', 'Oliver Bennett', 'Bey', ['en', 'tr'], 10, ['demo-android', 'wallet'], late(MONDAY_TO_FRIDAY), SUPERVISOR),
  agent('deniz', 'Deniz Korkmaz', 'Hanım', ['tr', 'en'], 20, ['shoes', 'wallet'], null, ADMINISTRATOR),
];

/** Those who are shown at the start, one of each role. */
export const SHOWN: readonly string[] = ['ayse', 'selin', 'deniz'];

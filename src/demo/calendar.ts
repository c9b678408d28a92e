import { DAY, HOUR, MINUTE, OFFSET_HOURS, SECOND } from '../dialogues/clock.js';
import type { Random } from '../dialogues/random.js';
import { AgentStatus } from '../entities/enums.js';
import type { AgentContent } from './staff.js';

/** The beginning of the day so many days ago, in Istanbul. */
export const dayBefore = (now: Date, days: number): number =>
  Math.floor((now.getTime() + OFFSET_HOURS * HOUR) / DAY) * DAY - OFFSET_HOURS * HOUR - days * DAY;

/** 0 is Sunday. */
export const weekdayOf = (day: number): number => new Date(day + OFFSET_HOURS * HOUR).getUTCDay();

export interface Stay {
  status: AgentStatus;
  from: number;
  to: number;
}

/** A day at work, from going Online to going Offline: breaks in between, sometimes a while Invisible. */
const shift = (random: Random, day: number, beginsAt: number): Stay[] => {
  const begin = day + beginsAt * HOUR + random.whole(-4, 9) * MINUTE + random.whole(0, 59) * SECOND;
  const away: [AgentStatus, number, number][] = [
    [AgentStatus.BREAK, 100 + random.whole(0, 30), random.whole(8, 15)],
    [AgentStatus.BREAK, 200 + random.whole(0, 30), random.whole(40, 58)],
    [AgentStatus.BREAK, 390 + random.whole(0, 30), random.whole(8, 18)],
  ];
  if (random.chance(0.3)) away.push([AgentStatus.INVISIBLE, 450 + random.whole(0, 30), random.whole(5, 25)]);
  const stays: Stay[] = [];
  let from = begin;
  for (const [status, afterMinutes, minutes] of away) {
    const leaves = begin + afterMinutes * MINUTE + random.whole(0, 59) * SECOND;
    const returns = leaves + minutes * MINUTE + random.whole(0, 59) * SECOND;
    stays.push({ status: AgentStatus.ONLINE, from, to: leaves }, { status, from: leaves, to: returns });
    from = returns;
  }
  stays.push({ status: AgentStatus.ONLINE, from, to: begin + 9 * HOUR + random.whole(-5, 12) * MINUTE });
  return stays;
};

/** The shifts of an agent over the days before today, the oldest first; days off and the odd day of leave have none. */
export const shiftsOf = (random: Random, week: AgentContent['week'], now: Date, days: number): Stay[][] => {
  const shifts: Stay[][] = [];
  for (let ago = days; week && ago >= 1; ago--) {
    const day = dayBefore(now, ago);
    if (week.days.includes(weekdayOf(day)) && !random.chance(0.04)) shifts.push(shift(random, day, week.beginsAt));
  }
  return shifts;
};

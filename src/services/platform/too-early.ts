/**
 * What the platform told is about something that is not written down yet: it tells in any order, and may tell before the answer to
 * our own request has come. It is looked at again later.
 */
export class TooEarly extends Error {
  constructor(what: string) {
    super(`${what} is not known yet`);
  }
}

/** What is told of an account, and whether it may still be looked at again. */
export interface Told<Event> {
  channelId: string;
  event: Event;
  isPatient: boolean;
}

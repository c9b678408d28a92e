/** A start that cannot be, for a reason that whoever typed the command can mend; the message says how, and a stack would only hide it. */
export class SetupError extends Error {
  override readonly name: string = 'SetupError';
}

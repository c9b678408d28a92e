import { z } from 'zod';
import { MailSettings } from '../../entities/mail-settings.js';
import { Refusal } from '../../errors.js';
import { explainSmtp } from '../../mail/explain-smtp.js';
import { tryAccount } from '../../mail/smtp.js';
import { id } from '../inputs.js';
import { agentUseCase } from '../use-case.js';
import { accountOf } from './account.js';

interface Tested {
  works: boolean;
  explanation: string;
}

/** Connects and signs in, sending nothing. Before the transaction: a mail server may take its time. */
export const testMailSettings = agentUseCase<ReturnType<typeof input>, Tested, Tested | null>(
  input(),
  async (_work, _input, tested) => {
    if (!tested) throw new Refusal('NOT_FOUND', 'The product has no mail settings.', ['productId']);
    return tested;
  },
  async ({ app, actor }, { productId }) => {
    const settings = await app.orm.em.fork().findOne(MailSettings, { productId, workspaceId: actor.workspaceId });
    if (!settings) return null;
    const { host, port } = settings;
    try {
      await tryAccount(accountOf(settings, app.secretBox));
      return { works: true, explanation: `${host}:${port} answers and accepts the account.` };
    } catch (error) {
      return { works: false, explanation: explainSmtp(error).words };
    }
  },
);

function input() {
  return z.object({ productId: id('product') });
}

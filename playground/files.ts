import type { Role } from './example';
import { httpUrl } from './http';
import type { Message } from './talk-messages';
import { refuse, type Side, type UserError } from './talk-side';

interface RequestUploadData {
  requestUpload: { attachment: { id: string } | null; uploadUrl: string | null; userErrors: UserError[] };
}

interface SendFileData {
  sendMessage: { message: Message | null; userErrors: UserError[] };
}

const whyNot = async (response: Response): Promise<string> => {
  const { errors } = (await response.json().catch(() => ({}))) as { errors?: { message: string }[] };
  return errors?.[0]?.message ?? `HTTP ${response.status}`;
};

/** A link is asked for, the file is put there, and a message has it. Gives the message. */
export async function sendFile(side: Side, role: Role, conversationId: string, file: File): Promise<Message | null> {
  const asked = { conversationId, name: file.name, size: file.size };
  const { requestUpload } = await side.run<RequestUploadData>('RequestUpload', role, { input: asked });
  refuse(requestUpload.userErrors);
  const { attachment, uploadUrl } = requestUpload;
  if (!attachment || !uploadUrl) return null;
  const response = await fetch(new URL(uploadUrl, httpUrl), { method: 'PUT', body: file });
  if (!response.ok) throw new Error(await whyNot(response));
  const input = { conversationId, clientMessageId: crypto.randomUUID(), attachmentIds: [attachment.id] };
  const { sendMessage } = await side.run<SendFileData>('SendFile', role, { input });
  refuse(sendMessage.userErrors);
  return sendMessage.message;
}

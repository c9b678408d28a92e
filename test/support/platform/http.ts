import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { invalid } from './graph-error.js';

export interface Call {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  agent?: Agent;
  timeoutMilliseconds: number;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** One request of the platform's own, to the company's server. */
export const call = ({ method, url, headers = {}, body, agent, timeoutMilliseconds: timeout }: Call): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const sent = request(url, { method, agent, timeout, headers: { ...headers, ...length } }, (answer) => {
      buffer(answer).then((content) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: content }), reject);
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeout} ms`)));
    sent.end(body);
  });

export interface UploadedFile {
  bytes: Buffer;
  contentType: string;
  name: string;
}

/** What was asked, wherever it stood: in the query, in a form, in JSON. */
export interface Parameters {
  values: Record<string, unknown>;
  files: Record<string, UploadedFile>;
}

/** Parameters that are objects come as JSON inside a form or a query. */
const opened = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const readForm = async (content: Buffer, type: string): Promise<Parameters> => {
  const form = await new Response(new Uint8Array(content), { headers: { 'content-type': type } }).formData();
  const { values, files }: Parameters = { values: {}, files: {} };
  for (const [name, value] of form) {
    if (typeof value === 'string') values[name] = opened(value);
    else files[name] = { bytes: Buffer.from(await value.arrayBuffer()), contentType: value.type, name: value.name };
  }
  return { values, files };
};

const readBody = async (content: Buffer, type: string): Promise<Parameters> => {
  if (content.length === 0) return { values: {}, files: {} };
  if (type.startsWith('multipart/') || type.startsWith('application/x-www-form-urlencoded'))
    return readForm(content, type).catch(() => invalid('The form cannot be read'));
  try {
    return { values: JSON.parse(content.toString('utf8')) as Record<string, unknown>, files: {} };
  } catch {
    return invalid('The body is not valid JSON');
  }
};

export const readParameters = async (request: IncomingMessage, query: URLSearchParams): Promise<Parameters> => {
  const inQuery = Object.fromEntries([...query].map(([name, value]) => [name, opened(value)]));
  const { values, files } = await readBody(await buffer(request), request.headers['content-type'] ?? '');
  return { values: { ...inQuery, ...values }, files };
};

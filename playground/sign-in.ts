import { post } from './fetcher';

export interface Credentials {
  email: string;
  password: string;
}

export interface Session {
  accessToken: string;
  refreshToken: string;
}

interface SignInData {
  signIn: Session & { userErrors: { code: string; message: string }[] };
}

const signInMutation = /* GraphQL */ `
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      accessToken
      refreshToken
      userErrors {
        code
        message
      }
    }
  }
`;

/** Throws an Error whose message can be shown: the server's refusal in its own words. */
export async function signIn(credentials: Credentials): Promise<Session> {
  const { data, errors } = await post<SignInData>({ query: signInMutation, variables: { input: credentials } });
  const refusal = errors?.[0] ?? data?.signIn.userErrors[0];
  if (refusal) throw new Error(refusal.message);
  if (!data) throw new Error('The server answered neither a session nor an error.');
  return data.signIn;
}

/** The contents of the Headers editor with this token in them and the other headers kept. Throws when they are no JSON object. */
export function withAccessToken(headersText: string, accessToken: string): string {
  const headers = headersText.trim() === '' ? {} : parseHeaders(headersText);
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization');
  return JSON.stringify({ ...Object.fromEntries(others), Authorization: `Bearer ${accessToken}` }, null, 2);
}

function parseHeaders(headersText: string): object {
  try {
    return Object(JSON.parse(headersText));
  } catch {
    throw new Error('The Headers editor does not hold a JSON object. Mend or empty it, then sign in again.');
  }
}

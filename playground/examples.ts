import { type Example, readExample } from './example';

/** The story, step by step. */
export const examples: Example[] = EXAMPLE_FILES.map(readExample);

/** No step of the story: without somebody who types at that moment it shows nothing. */
const followTyping = /* GraphQL */ `subscription FollowTyping($conversationId: ID!) {
  typingChanged(conversationId: $conversationId) {
    by
    name
    typing
  }
}
`;

/** The text of an operation of the story, for whoever sends it from elsewhere in the page. */
export function documentOf(operationName: string): string {
  if (operationName === 'FollowTyping') return followTyping;
  const example = examples.find((each) => each.operationName === operationName);
  if (!example) throw new Error(`No example has the operation ${operationName}`);
  return example.query;
}

// Short lines: beside the open panel the editor of a small screen shows about 31 columns.
export const firstSteps = /* GraphQL */ `# Welcome to Sohbet.
#
# 1. Sign in on the left.
# 2. Run this (Ctrl-Enter): it
#    says who you are.
# 3. Go on with the story on
#    the left: each step opens
#    in a tab and says who it
#    runs as.
# 4. Type to get suggestions.
#    The book on the left says
#    what each field does, and
#    who may use it.

query WhoAmI {
  viewer {
    __typename
    ... on AgentViewer {
      agent {
        name
        role
        status
      }
    }
    ... on CustomerViewer {
      customer {
        name
      }
    }
  }
}
`;

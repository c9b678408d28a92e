import { type Example, readExample } from './example';

/** The story, step by step. */
export const examples: Example[] = EXAMPLE_FILES.map(readExample);

/** No steps of the story: typing shows nothing without somebody who types at that moment, and a file is put between the other two. */
const besideTheStory: Record<string, string> = {
  FollowTyping: /* GraphQL */ `subscription FollowTyping($conversationId: ID!) {
  typingChanged(conversationId: $conversationId) {
    by
    name
    typing
  }
}
`,
  RequestUpload: /* GraphQL */ `mutation RequestUpload($input: RequestUploadInput!) {
  requestUpload(input: $input) {
    attachment {
      id
      name
    }
    uploadUrl
    userErrors {
      code
      message
      path
    }
  }
}
`,
  SendFile: /* GraphQL */ `mutation SendFile($input: SendMessageInput!) {
  sendMessage(input: $input) {
    message {
      sequence
      senderKind
      kind
      text
      attachments {
        name
        contentType
        url
      }
    }
    userErrors {
      code
      message
      path
    }
  }
}
`,
};

/** The text of an operation of the story, for whoever sends it from elsewhere in the page. */
export function documentOf(operationName: string): string {
  const query = besideTheStory[operationName] ?? examples.find((each) => each.operationName === operationName)?.query;
  if (!query) throw new Error(`No example has the operation ${operationName}`);
  return query;
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

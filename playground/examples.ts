import type { GraphiQLProps } from 'graphiql';

// Short lines: beside the open Sign-in panel the editor of a small screen shows about 31 columns.
const firstSteps = /* GraphQL */ `# Welcome to Sohbet.
#
# 1. Sign in on the left: your
#    token appears in Headers.
# 2. Run this (Ctrl-Enter): it
#    says who you are.
# 3. Type to get suggestions.
#    The book on the left says
#    what each field does, and
#    who may use it.
# 4. Subscriptions run here too
#    and show the last event.
#
# A new tab has headers of its
# own: it can be someone else.

query WhoAmI {
  viewer {
    __typename
  }
}
`;

/** The tabs that a first visit opens; later visits find the tabs as they were left. */
export const exampleTabs: NonNullable<GraphiQLProps['defaultTabs']> = [{ query: firstSteps }];

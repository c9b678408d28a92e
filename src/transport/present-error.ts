import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Failures } from '../failures.js';

/** The error as thrown by our own code, under what graphql-js wrapped around it. */
export const thrownBy = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? thrownBy(error.originalError) : error;

const KNOWN_NAMES = new Set(['GraphQLError']);

const isRefusal = (error: unknown): boolean => error instanceof Error && (error instanceof GraphQLError || KNOWN_NAMES.has(error.name));

/**
 * What a client may know of an error. What GraphQL itself refuses is BAD_USER_INPUT; what nobody expected is masked by an
 * id, under which the log has it whole. The same for HTTP and WebSocket.
 */
export const presentError = (formatted: GraphQLFormattedError, error: unknown, failures: Failures): GraphQLFormattedError => {
  const thrown = thrownBy(error);
  const { message, locations, path } = formatted;
  if (isRefusal(thrown)) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    // `http` tells Apollo which status to answer with; it is not for clients.
    const { http: __, ...given } = thrown instanceof GraphQLError ? thrown.extensions : {};
    const code = extensions.code && extensions.code !== 'INTERNAL_SERVER_ERROR' ? extensions.code : (given.code ?? 'BAD_USER_INPUT');
    return { message, locations, path, extensions: { ...given, ...extensions, code } };
  }
  const errorId = failures.tellById(thrown, 'an operation failed unexpectedly', { path });
  return {
    message: `Something went wrong on our side. Try again; if it stays, report the id ${errorId}.`,
    locations,
    path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  };
};

import type { UnansweredQuestionResolvers } from '@prism/knowledge/generated/resolvers';

export const UnansweredQuestion: UnansweredQuestionResolvers = {
  settledBy: ({ settledBy }) => (settledBy === null ? null : { id: settledBy }),
};

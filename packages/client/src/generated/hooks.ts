// Written by `pnpm codegen` from the SDL: change that instead.
import { useMutation, useQuery, useSubscription, type SkipToken } from '@apollo/client/react';
import * as operations from './operations.ts';
/** Runs the query `Viewer`. */
export function useViewerQuery(options?: useQuery.Options<operations.ViewerQuery, operations.ViewerQueryVariables> | SkipToken) {
  return useQuery<operations.ViewerQuery, operations.ViewerQueryVariables>(operations.ViewerDocument, options ?? {});
}

/** Runs the mutation `CreateOrganization`. */
export function useCreateOrganizationMutation(options?: useMutation.Options<operations.CreateOrganizationMutation, operations.CreateOrganizationMutationVariables>) {
  return useMutation(operations.CreateOrganizationDocument, options);
}

/** Runs the mutation `InviteMember`. */
export function useInviteMemberMutation(options?: useMutation.Options<operations.InviteMemberMutation, operations.InviteMemberMutationVariables>) {
  return useMutation(operations.InviteMemberDocument, options);
}

/** Runs the mutation `CreateApiKey`. */
export function useCreateApiKeyMutation(options?: useMutation.Options<operations.CreateApiKeyMutation, operations.CreateApiKeyMutationVariables>) {
  return useMutation(operations.CreateApiKeyDocument, options);
}

/** Runs the mutation `RevokeApiKey`. */
export function useRevokeApiKeyMutation(options?: useMutation.Options<operations.RevokeApiKeyMutation, operations.RevokeApiKeyMutationVariables>) {
  return useMutation(operations.RevokeApiKeyDocument, options);
}

/** Runs the query `AuditLog`. */
export function useAuditLogQuery(options?: useQuery.Options<operations.AuditLogQuery, operations.AuditLogQueryVariables> | SkipToken) {
  return useQuery<operations.AuditLogQuery, operations.AuditLogQueryVariables>(operations.AuditLogDocument, options ?? {});
}

/** Runs the mutation `AddDocuments`. */
export function useAddDocumentsMutation(options?: useMutation.Options<operations.AddDocumentsMutation, operations.AddDocumentsMutationVariables>) {
  return useMutation(operations.AddDocumentsDocument, options);
}

/** Runs the query `Document`. */
export function useDocumentQuery(options: useQuery.Options<operations.DocumentQuery, operations.DocumentQueryVariables> | SkipToken) {
  return useQuery<operations.DocumentQuery, operations.DocumentQueryVariables>(operations.DocumentDocument, options);
}

/** Runs the query `KnowledgeStatus`. */
export function useKnowledgeStatusQuery(options?: useQuery.Options<operations.KnowledgeStatusQuery, operations.KnowledgeStatusQueryVariables> | SkipToken) {
  return useQuery<operations.KnowledgeStatusQuery, operations.KnowledgeStatusQueryVariables>(operations.KnowledgeStatusDocument, options ?? {});
}

/** Runs the mutation `DeleteDocument`. */
export function useDeleteDocumentMutation(options?: useMutation.Options<operations.DeleteDocumentMutation, operations.DeleteDocumentMutationVariables>) {
  return useMutation(operations.DeleteDocumentDocument, options);
}

/** Runs the query `SearchKnowledge`. */
export function useSearchKnowledgeQuery(options: useQuery.Options<operations.SearchKnowledgeQuery, operations.SearchKnowledgeQueryVariables> | SkipToken) {
  return useQuery<operations.SearchKnowledgeQuery, operations.SearchKnowledgeQueryVariables>(operations.SearchKnowledgeDocument, options);
}

/** Runs the query `AskKnowledge`. */
export function useAskKnowledgeQuery(options: useQuery.Options<operations.AskKnowledgeQuery, operations.AskKnowledgeQueryVariables> | SkipToken) {
  return useQuery<operations.AskKnowledgeQuery, operations.AskKnowledgeQueryVariables>(operations.AskKnowledgeDocument, options);
}

/** Runs the query `SimilarDocuments`. */
export function useSimilarDocumentsQuery(options: useQuery.Options<operations.SimilarDocumentsQuery, operations.SimilarDocumentsQueryVariables> | SkipToken) {
  return useQuery<operations.SimilarDocumentsQuery, operations.SimilarDocumentsQueryVariables>(operations.SimilarDocumentsDocument, options);
}

/** Runs the mutation `CreateTask`. */
export function useCreateTaskMutation(options?: useMutation.Options<operations.CreateTaskMutation, operations.CreateTaskMutationVariables>) {
  return useMutation(operations.CreateTaskDocument, options);
}

/** Runs the mutation `UpdateTask`. */
export function useUpdateTaskMutation(options?: useMutation.Options<operations.UpdateTaskMutation, operations.UpdateTaskMutationVariables>) {
  return useMutation(operations.UpdateTaskDocument, options);
}

/** Runs the query `Tasks`. */
export function useTasksQuery(options?: useQuery.Options<operations.TasksQuery, operations.TasksQueryVariables> | SkipToken) {
  return useQuery<operations.TasksQuery, operations.TasksQueryVariables>(operations.TasksDocument, options ?? {});
}

/** Runs the query `MyWork`. */
export function useMyWorkQuery(options?: useQuery.Options<operations.MyWorkQuery, operations.MyWorkQueryVariables> | SkipToken) {
  return useQuery<operations.MyWorkQuery, operations.MyWorkQueryVariables>(operations.MyWorkDocument, options ?? {});
}

/** Runs the query `Inbox`. */
export function useInboxQuery(options?: useQuery.Options<operations.InboxQuery, operations.InboxQueryVariables> | SkipToken) {
  return useQuery<operations.InboxQuery, operations.InboxQueryVariables>(operations.InboxDocument, options ?? {});
}

/** Runs the subscription `NotificationReceived`. */
export function useNotificationReceivedSubscription(options?: useSubscription.Options<operations.NotificationReceivedSubscription, operations.NotificationReceivedSubscriptionVariables> | SkipToken) {
  return useSubscription<operations.NotificationReceivedSubscription, operations.NotificationReceivedSubscriptionVariables>(operations.NotificationReceivedDocument, options ?? {});
}

/** Runs the mutation `MarkNotificationsRead`. */
export function useMarkNotificationsReadMutation(options?: useMutation.Options<operations.MarkNotificationsReadMutation, operations.MarkNotificationsReadMutationVariables>) {
  return useMutation(operations.MarkNotificationsReadDocument, options);
}

/** Runs the mutation `UpdateNotificationPreference`. */
export function useUpdateNotificationPreferenceMutation(options?: useMutation.Options<operations.UpdateNotificationPreferenceMutation, operations.UpdateNotificationPreferenceMutationVariables>) {
  return useMutation(operations.UpdateNotificationPreferenceDocument, options);
}

/** Runs the mutation `Announce`. */
export function useAnnounceMutation(options?: useMutation.Options<operations.AnnounceMutation, operations.AnnounceMutationVariables>) {
  return useMutation(operations.AnnounceDocument, options);
}

/** Runs the mutation `TrackEvents`. */
export function useTrackEventsMutation(options?: useMutation.Options<operations.TrackEventsMutation, operations.TrackEventsMutationVariables>) {
  return useMutation(operations.TrackEventsDocument, options);
}

/** Runs the query `MetricSeries`. */
export function useMetricSeriesQuery(options: useQuery.Options<operations.MetricSeriesQuery, operations.MetricSeriesQueryVariables> | SkipToken) {
  return useQuery<operations.MetricSeriesQuery, operations.MetricSeriesQueryVariables>(operations.MetricSeriesDocument, options);
}
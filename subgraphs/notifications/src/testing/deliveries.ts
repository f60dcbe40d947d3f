import { newId } from '@prism/db/newId';
import type { TenantDb } from '@prism/queue/tenantDb';

/** What a delivery is made of. */
export type DeliveryDraft = {
  readonly channel?: 'EMAIL' | 'WEBHOOK';
  readonly recipientId?: string | null;
  readonly endpointId?: string | null;
  readonly status?: 'PENDING' | 'COLLECTED' | 'SENT' | 'DEAD' | 'CANCELLED';
  readonly urgent?: boolean;
  readonly title?: string;
  /** Of another notice than its own. */
  readonly noticeId?: string;
  readonly digestId?: string | null;
  /** Seconds ago since when it is due. */
  readonly overdue?: number;
};

/** Writes a delivery as a fan-out would, with a notice of its own, and returns its id. */
export async function insertDelivery(db: TenantDb, draft: DeliveryDraft = {}): Promise<string> {
  const id = newId();
  const { organizationId } = db;
  const text = { title: draft.title ?? 'Hello', body: null };
  await db.transact(async (tx) => {
    await tx.query(
      `INSERT INTO notifications.notice (organization_id, id, kind, texts) VALUES ($1, $2, 'ANNOUNCEMENT', $3)
       ON CONFLICT (organization_id, id) DO NOTHING`,
      [
        organizationId,
        draft.noticeId ?? id,
        JSON.stringify({ en: text, de: { ...text, title: `${text.title} (de)` } }),
      ],
    );
    await tx.query(
      `INSERT INTO notifications.delivery
         (organization_id, id, notice_id, recipient_id, channel, endpoint_id, urgent, status, due_at, digest_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() - make_interval(secs => $9), $10)`,
      [
        ...[organizationId, id, draft.noticeId ?? id, draft.recipientId ?? null],
        ...[draft.channel ?? (draft.endpointId ? 'WEBHOOK' : 'EMAIL'), draft.endpointId ?? null, draft.urgent ?? false],
        ...[draft.status ?? 'PENDING', draft.overdue ?? 1, draft.digestId ?? null],
      ],
    );
  });
  return id;
}

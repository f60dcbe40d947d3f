/** What a provider is asked for. */
export type UsageKind = 'EMBEDDING' | 'CHAT' | 'RERANK';

/** What was asked of one model on one day. */
export interface KnowledgeUsage {
  readonly day: Date;
  readonly model: string;
  readonly kind: UsageKind;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Null, as is the currency, where the model's price is not known. */
  readonly cost: number | null;
  readonly currency: string | null;
}

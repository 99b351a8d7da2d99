import { z } from 'zod';
import { identifier, integer, optional } from '@customer-graph/upstream/shapes';
import type { Meter } from '../domain/meter.ts';
import type { Figure, Question } from '../port.ts';
import type { Database } from './client.ts';
import { figuresStatement, type Part } from './figures-statement.ts';
import { createIdCheck } from './ids.ts';
import { orError, parse, unusable } from './parse.ts';
import { inputOf, type EventsMapping, type ProductMapping } from './product-mapping.ts';

type MeterQuestion = Exclude<Question, { kind: 'ACTIVE_MEMBERS' }>;

const questionIndex = z.object({ i: integer });
const figureRow = z.object({ bucket: optional(integer), contact: optional(identifier), value: z.number() });

/** Reads figures in one statement for all questions. See `UsageSource.figures`. */
export function createFigures(database: Database, mapping: ProductMapping) {
  const isId = createIdCheck(mapping);
  const listedMeters = Array.isArray(mapping.meters) ? mapping.meters : [];
  const ownEventsOf = ({ key }: Meter) => listedMeters.find((meter) => meter.key === key)?.events;

  function eventsOf(meter: Meter): EventsMapping {
    const events = ownEventsOf(meter) ?? mapping.events;
    if (!events) throw new Error(`the mapping has no events for ${meter.key}`);
    return events;
  }

  function canMeasure(meter: Meter): boolean {
    const input = inputOf[meter.aggregation];
    return input === null || eventsOf(meter)[input] !== undefined;
  }

  /** Groups questions into parts of one statement, and shares lists of bucket starts between them. */
  function plan(questions: readonly Question[], rollup: string | null) {
    const parts = new Map<string, Part>();
    const bucketLists = new Map<string, number>();

    const partOf = ({ kind, meter }: MeterQuestion): string => {
      const isOwn = ownEventsOf(meter) !== undefined;
      const id = `${kind} ${meter.aggregation} ${isOwn ? meter.key : ''}`;
      const part = parts.get(id) ?? {
        name: `p${parts.size}`,
        kind,
        aggregation: meter.aggregation,
        events: eventsOf(meter),
        // The rollup sums the common events alone.
        rollup: isOwn ? null : rollup,
      };
      parts.set(id, part);
      return part.name;
    };
    const listOf = (starts: readonly number[]): number => {
      const key = JSON.stringify(starts);
      const list = bucketLists.get(key) ?? bucketLists.size;
      bucketLists.set(key, list);
      return list;
    };

    const rows = questions.flatMap((question, i) => {
      const { tenantId: account, from } = question;
      if (!isId(account)) return [];
      const common = { i, account, from: new Date(from).toISOString() };
      if (question.kind === 'ACTIVE_MEMBERS') return [{ ...common, part: 'active' }];
      const { meter, to } = question;
      if (from >= to || !canMeasure(meter)) return [];
      const series = question.kind === 'SERIES' ? { buckets: listOf(question.buckets) } : {};
      return [{ ...common, ...series, to: new Date(to).toISOString(), part: partOf(question), meter: meter.key }];
    });
    return { parts: [...parts.values()], bucketLists: [...bucketLists.keys()], rows };
  }

  return async (questions: readonly Question[], rollup: string | null): Promise<(readonly Figure[] | Error)[]> => {
    const { parts, bucketLists, rows: asked } = plan(questions, rollup);
    const answers = questions.map((question): Figure[] | Error =>
      question.kind === 'ACTIVE_MEMBERS' || canMeasure(question.meter)
        ? []
        : unusable(`the mapping has no column for ${question.meter.aggregation} of ${question.meter.key}`),
    );
    if (asked.length === 0) return answers;
    const statement = figuresStatement(
      parts,
      asked.some(({ part }) => part === 'active'),
      mapping,
    );
    const rows = await database.query(statement, [JSON.stringify(asked), `[${bucketLists.join()}]`]);
    for (const row of rows) {
      const { i } = parse(questionIndex, row, 'figure');
      const [answer, question] = [answers[i], questions[i]];
      // MAX and LAST are null if all events of the span lack a value: the level is unknown, not 0.
      if (row.value === null || !question || !Array.isArray(answer)) continue;
      const figure = orError(() => fromFigureRow(row, question));
      if (figure instanceof Error) answers[i] = figure;
      else answer.push(figure);
    }
    return answers.map((answer) => (answer instanceof Error ? answer : answer.sort(inOrder)));
  };
}

function fromFigureRow(row: unknown, question: Question): Figure {
  const { bucket, contact, value } = parse(figureRow, row, 'figure');
  if (question.kind === 'ACTIVE_MEMBERS') parse(integer, value, 'figure.value');
  const start = bucket !== null && question.kind === 'SERIES' ? question.buckets[bucket - 1] : undefined;
  return { start: start ?? null, contactId: contact, value };
}

/** By time, then by descending value. Contact ids make the order of equal values stable. */
const inOrder = (a: Figure, b: Figure): number =>
  (a.start ?? 0) - (b.start ?? 0) || b.value - a.value || ((a.contactId ?? '') < (b.contactId ?? '') ? -1 : 1);

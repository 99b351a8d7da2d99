import type { HelpDeskStore } from '../zendesk/store.ts';
import { itemAt } from './item-at.ts';
import { articleId, supportCanary, type TimeOf } from './support-ids.ts';

export const articleCount = 80;
const topics = ['exports', 'team', 'invoices', 'single sign-on', 'api', 'imports', 'reports', 'plans'] as const;

/** Seeds sections and articles, some of them drafts or restricted to a user segment. */
export function seedHelpCenter(store: HelpDeskStore, time: TimeOf): void {
  const sections = [...topics, supportCanary('section', 'internal')];
  for (const [index, name] of sections.entries()) {
    const title = name.startsWith('CANARY') ? name : `About ${name}`;
    store.put('sections', {
      id: 381_000_000_001 + index,
      name: title,
      position: index,
      category_id: 382_000_000_001,
      created_at: time(400),
      updated_at: time(100),
    });
  }
  for (let index = 0; index < articleCount; index += 1) {
    const isDraft = index % 11 === 7;
    const isSegmented = index % 13 === 9;
    const isHidden = isDraft || isSegmented;
    const topic = itemAt(topics, index);
    const kind = isDraft ? 'draft' : 'segmented';
    const votes = index * 3;
    store.put('articles', {
      id: articleId(index),
      // The internal section contains hidden articles only.
      section_id: 381_000_000_001 + (isHidden && index % 2 === 1 ? topics.length : index % topics.length),
      title: isHidden
        ? supportCanary(`${kind}-title`, index)
        : `Working with ${topic}, part ${Math.floor(index / topics.length) + 1}`,
      body: isHidden
        ? `<p>${supportCanary(`${kind}-body`, index)} about ${topic}</p>`
        : `<h2>${topic}</h2><p>What to know about ${topic} &amp; how to set it up. Step ${index + 1}.</p>`,
      draft: isDraft,
      user_segment_id: isSegmented && index % 2 === 0 ? 383_000_000_001 : null,
      user_segment_ids: isSegmented ? [383_000_000_001] : [],
      label_names: [topic.replace(/\s/g, '-')],
      vote_sum: Math.floor(votes / 3),
      vote_count: votes,
      position: index,
      created_at: time(300 - index),
      updated_at: time(60 - (index % 60)),
    });
  }
}

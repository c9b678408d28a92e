import { Entity } from '@mikro-orm/decorators/legacy';
import { ForeignKey } from './columns.js';
import { Product } from './product.js';
import { Topic } from './topic.js';

/** Limits a topic to products; a topic without rows serves all. */
@Entity({ tableName: 'topic_product' })
export class TopicProduct {
  @ForeignKey(() => Topic, 'topic_id', { primary: true }) topicId!: string;
  @ForeignKey(() => Product, 'product_id', { primary: true }) productId!: string;
}

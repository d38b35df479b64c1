import { expect, it } from 'vitest';
import { EventBus } from '../../../src-main/platform/event-bus.ts';

it('tells those who listen by name, at once and in order, until they end it', () => {
  const bus = new EventBus<{ readonly changed: string; readonly ready: undefined }>();
  const heard: string[] = [];
  const end = bus.on('changed', (topic) => heard.push(`first ${topic}`));
  bus.on('changed', (topic) => heard.push(`second ${topic}`));
  bus.on('ready', () => heard.push('ready'));
  bus.publish('changed', 'leads');
  end();
  bus.publish('changed', 'jobs');
  bus.publish('ready');
  expect(heard).toEqual(['first leads', 'second leads', 'second jobs', 'ready']);
});

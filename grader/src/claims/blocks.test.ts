import { fillBlocks } from './blocks';

const table = () => '| a |\n| --- |';

test('a block is filled, and what stands around it stays', () => {
  const text = 'before\n<!-- claims:01-a -->\nold\n<!-- /claims -->\nafter\n';
  const filled = 'before\n<!-- claims:01-a -->\n\n| a |\n| --- |\n\n<!-- /claims -->\nafter\n';
  expect(fillBlocks(text, table)).toBe(filled);
  expect(fillBlocks(filled, table)).toBe(filled);
});

test('in a master every line of the block is a comment', () => {
  const text = '// %% [markdown]\n// <!-- claims:01-a -->\n// <!-- /claims -->\nconst a = 1;\n';
  expect(fillBlocks(text, table)).toBe(
    '// %% [markdown]\n// <!-- claims:01-a -->\n//\n// | a |\n// | --- |\n//\n// <!-- /claims -->\nconst a = 1;\n',
  );
});

test('each block is asked for by its lesson', () => {
  const text = '<!-- claims:01-a -->\n<!-- /claims -->\n<!-- claims:02-b -->\n<!-- /claims -->\n';
  const filled = fillBlocks(text, (slug) => `about ${slug}`);
  expect(filled).toContain('\nabout 01-a\n');
  expect(filled).toContain('\nabout 02-b\n');
});

/** How the search index is made and read: both sides must say the same. */
export const INDEX_OPTIONS = {
  fields: ['heading', 'text', 'page'],
  storeFields: ['heading', 'page'],
  searchOptions: { boost: { heading: 3, page: 2 }, prefix: true, fuzzy: 0.15 },
};

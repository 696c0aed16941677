import { KIT_CASES, kitCaseNamed, withRows } from './kit-cases';

test('a case is found by its name, and fewer rows keep its proportions', () => {
  const small = withRows(kitCaseNamed('smote-3000'), 100);
  expect(small).toMatchObject({ shape: [100, 64], minority: 30 });
  expect(withRows(kitCaseNamed('images'), 3).shape).toEqual([3, 64, 64, 3]);
  expect(withRows(kitCaseNamed('images'), 3)).not.toHaveProperty('minority');
  expect(KIT_CASES.map(({ name }) => kitCaseNamed(name))).toEqual(KIT_CASES);
});

test('a name that is not there is an error with those that are', () => {
  expect(() => kitCaseNamed('smote')).toThrow(
    'case: there is no "smote"; there are: smote-1000, smote-3000, smote-4500, images, standard-scaler-float64, standard-scaler-float32',
  );
});

import { called, FORGERIES } from './forgeries';
import { MUTANTS, type Mutant, mutation } from './mutants';
import { Subject } from './subject';

const bundle = (mutant: Mutant) => Subject.bundle(mutation(mutant));

it.each(MUTANTS)('the mutant is up to date: $name', async (mutant) => {
  await expect(bundle(mutant)).resolves.toBeInstanceOf(Subject);
});

it.each(Object.entries(FORGERIES))('a forged event gets nothing: %s', async (_, forgery) => {
  expect(await called(await Subject.bundle(), forgery)).toEqual([]);
});

it.each(MUTANTS.filter(({ forgery }) => forgery !== undefined))(
  'a forged event shows the mutant: $name',
  async (mutant) => {
    expect(await called(await bundle(mutant), FORGERIES[mutant.forgery ?? 'nothing is under way'])).not.toEqual([]);
  },
);

it('F8 a mutant of a file that is in no bundle fails loudly', async () => {
  const mutant = { name: 'elsewhere', file: 'bitmovin-export/index.ts', from: 'a', to: 'b' };
  await expect(bundle(mutant)).rejects.toThrow("bitmovin-export/index.ts is in no bundle: the mutant 'elsewhere'");
});

it('F8 a mutant whose text is not there fails loudly', async () => {
  const mutant = { name: 'outdated', file: 'runtime/cloudformation.ts', from: 'no such text', to: '' };
  await expect(bundle(mutant)).rejects.toThrow("bring the mutant 'outdated' up to date");
});

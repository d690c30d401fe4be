import type { IBitmovinAnalyticsOutput, IBitmovinEncodingInput, IBitmovinEncodingOutput } from '../../../../lib';
import { anOutput } from '../../fixture';
import { anEncodingInput, anEncodingOutput } from './encoding/encoding-fixture';

// What takes a record of one kind. The type checker reads this file, too: it fails where an expected error is not there.
const exportTo = ({ outputId }: IBitmovinAnalyticsOutput) => outputId;
const encodeTo = ({ encodingOutputId }: IBitmovinEncodingOutput) => encodingOutputId;
const encodeFrom = ({ encodingInputId }: IBitmovinEncodingInput) => encodingInputId;

describe('S0.14 S0.16 the three kinds of record', () => {
  it('are taken where they belong', () => {
    const output = anOutput();
    expect(exportTo(output)).toBe(output.outputId);
    expect(encodeTo(anEncodingOutput())).toEqual(expect.any(String));
    expect(encodeFrom(anEncodingInput())).toEqual(expect.any(String));
  });

  it('do not compile anywhere else, and have no id there', () => {
    const [analytics, output, input] = [anOutput(), anEncodingOutput(), anEncodingInput()];
    // @ts-expect-error An encoding output is no analytics output.
    expect(exportTo(output)).toBeUndefined();
    // @ts-expect-error An encoding input is no analytics output.
    expect(exportTo(input)).toBeUndefined();
    // @ts-expect-error An analytics output is no encoding output.
    expect(encodeTo(analytics)).toBeUndefined();
    // @ts-expect-error An encoding input is no encoding output.
    expect(encodeTo(input)).toBeUndefined();
    // @ts-expect-error An analytics output is no encoding input.
    expect(encodeFrom(analytics)).toBeUndefined();
    // @ts-expect-error An encoding output is no encoding input.
    expect(encodeFrom(output)).toBeUndefined();
  });

  it('have ids, which are text, under names that differ', () => {
    // @ts-expect-error The id of an encoding output is not its `outputId`.
    expect(anEncodingOutput().outputId).toBeUndefined();
  });
});

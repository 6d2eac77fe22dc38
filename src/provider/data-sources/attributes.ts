import { BOOL, listOf, NestedAttribute, NUMBER, setOf, STRING, TypedAttribute, Attributes } from '../../tfplugin';
import { listed, notEmpty, oneOf } from '../validators';

/** Results of a data source. */
export const textResult = (description: string): TypedAttribute => ({ type: STRING, computed: true, description });
export const numberResult = (description: string): TypedAttribute => ({ type: NUMBER, computed: true, description });
export const boolResult = (description: string): TypedAttribute => ({ type: BOOL, computed: true, description });
export const textsResult = (description: string): TypedAttribute => ({ type: listOf(STRING), computed: true, description });
export const objectsResult = (description: string, attributes: Attributes): NestedAttribute =>
  ({ nesting: 'list', attributes, computed: true, description });

/** Arguments of a data source. */
const textArgument = (what: string, description: string): TypedAttribute =>
  ({ type: STRING, optional: true, description, validators: [notEmpty(what)] });
export const boolArgument = (description: string): TypedAttribute => ({ type: BOOL, optional: true, description });
export const wordArgument = (what: string, words: readonly string[], description: string): TypedAttribute =>
  ({ type: STRING, optional: true, description: `${description} One of ${listed(words)}.`, validators: [oneOf(what, words)] });
export const wordsArgument = (what: string, words: readonly string[], description: string): TypedAttribute =>
  ({ type: setOf(STRING), optional: true, description: `${description} Any of ${listed(words)}.`, validators: [oneOf(what, words)] });
export const textsArgument = (description: string): TypedAttribute => ({ type: setOf(STRING), optional: true, description });

const SORT_ORDERS = ['asc', 'desc'];

/** The arguments that search and sort a list of the catalogue. */
export function searchArguments(what: string, orders: readonly string[], defaultOrder: string): Attributes {
  return {
    query: textArgument('query', `Text that the ${what} must match. Default: all of them.`),
    sort_by: wordArgument('order', orders, `What the ${what} are sorted by. Default: ${defaultOrder}.`),
    sort_order: wordArgument('sort order', SORT_ORDERS, 'Direction of sorting. Default: `desc`.'),
  };
}

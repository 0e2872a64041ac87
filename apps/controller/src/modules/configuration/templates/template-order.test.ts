import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendTemplates, automaticOrder, exchangeTemplates, replaceTemplates } from './template-order.ts';

const template = (name: string, required = false) => ({ id: name, name, required });
const required = [template('required1', true), template('required2', true)];
const defaults = [template('default3'), template('default4')];

describe('template order', () => {
  it('puts required templates before default ones, each by name, however they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...required, ...defaults], { minLength: 4 }), (templates) => {
        expect(automaticOrder(templates)).toEqual(['required1', 'required2', 'default3', 'default4']);
      }),
    );
  });

  it('keeps required templates in front when all are replaced', () => {
    expect(replaceTemplates(required, ['x', 'required2', 'y'])).toEqual(['required1', 'required2', 'x', 'y']);
    expect(replaceTemplates(required, [])).toEqual(['required1', 'required2']);
    expect(replaceTemplates([], ['b', 'a', 'b'])).toEqual(['b', 'a']);
  });

  it('appends only what is missing', () => {
    expect(appendTemplates(['a', 'b'], ['c', 'a', 'c'])).toEqual(['a', 'b', 'c']);
  });

  it('exchanges the templates of a group and leaves required and common ones where they are', () => {
    const current = ['required1', 'old', 'both', 'own'];
    expect(
      exchangeTemplates(current, { remove: ['old', 'both', 'required1'], append: ['new', 'both'], required }),
    ).toEqual(['required1', 'both', 'own', 'new']);
  });
});

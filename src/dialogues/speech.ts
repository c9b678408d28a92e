import { hourOf } from './clock.js';
import type { Language } from './people.js';
import type { Random } from './random.js';
import type { Line, Script } from './script.js';

/** Which lines of a script are said this time. */
export const linesOf = (random: Random, { passages }: Script): Line[] =>
  passages.filter(({ optional }) => !optional || random.chance(0.6)).flatMap(({ lines }) => lines);

const DAYTIMES: Record<Language, readonly [string, string, string]> = {
  tr: ['Günaydın', 'İyi günler', 'İyi akşamlar'],
  en: ['Good morning', 'Good afternoon', 'Good evening'],
};

export const daytime = (language: Language, at: number): string => {
  const hour = hourOf(new Date(at));
  const [morning, day, evening] = DAYTIMES[language];
  if (hour < 11) return morning;
  return hour < 18 ? day : evening;
};

export const capitalised = (text: string, language: Language): string => `${text.charAt(0).toLocaleUpperCase(language)}${text.slice(1)}`;

const BEGINS_WITH_A_NAME = /^\{(order|street|merchant|code|model)\}/;

/** Some write as one writes on a phone. */
export const casually = (text: string, template: string, language: Language): string => {
  const unstopped = text.replace(/\.$/, '');
  return BEGINS_WITH_A_NAME.test(template) ? unstopped : `${unstopped.charAt(0).toLocaleLowerCase(language)}${unstopped.slice(1)}`;
};

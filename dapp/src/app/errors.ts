/** Values that a sentence in errors.json may name. */
export type Facts = Record<string, string | number>;

/**
 * Something that went wrong and has a sentence in `i18n/<language>/errors.json` under its name.
 * @param name key in errors.json: a contract error's name or one of the app's own. @param facts values in the sentence.
 */
export class AppError extends Error {
  readonly facts: Facts;

  constructor(name: string, facts: Facts = {}, options?: ErrorOptions) {
    super(name, options);
    this.name = name;
    this.facts = facts;
  }
}

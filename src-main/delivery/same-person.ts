import { FirstRows } from './first-rows.ts';

interface Person {
  readonly phone: string;
  readonly email: string;
}

/**
 * The people among the leads of one batch, each by phone and by email address: a lead with either of an earlier one is about the same
 * person. A value that is the same in every lead identifies nobody.
 */
export class PeopleOfBatch {
  readonly #phones = new FirstRows();
  readonly #emails = new FirstRows();
  readonly #identifies: { readonly phone: boolean; readonly email: boolean };

  constructor(identifies: { readonly phone: boolean; readonly email: boolean }) {
    this.#identifies = identifies;
  }

  /** The earlier row about the same person; 0 if there is none. */
  earlierRow(person: Person): number {
    const { phone, email } = this.#known(person);
    const byPhone = phone === '' ? 0 : this.#phones.rowOf(phone);
    return byPhone > 0 || email === '' ? byPhone : this.#emails.rowOf(email);
  }

  /** Adds a lead that can be posted. One that is left out doesn't make another a duplicate. */
  add(person: Person, row: number): void {
    const { phone, email } = this.#known(person);
    if (phone !== '') this.#phones.add(phone, row);
    if (email !== '') this.#emails.add(email, row);
  }

  #known({ phone, email }: Person): Person {
    return { phone: this.#identifies.phone ? phone : '', email: this.#identifies.email ? email : '' };
  }
}

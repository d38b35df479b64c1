import { z } from 'zod';
import { json, type VendorAnswer, type VendorRequest } from '../leads/serve-vendor.ts';
import type { DeskStore } from './desk-store.ts';
import { BadQuery, page, readQuery } from './feathers-query.ts';
import { rollOut } from './roll-out.ts';
import { CLAIMED_VIA, type DeskLead, type DeskOffer, type DeskUser, teamOf } from './world.ts';

/** Whether a second write by the user who already has the lead changes `claimed_at` and `time_to_claim`. */
export const secondWrites = z.object({ moveClaimedAt: z.boolean() });

const patch = z.object({ claimed_via: z.enum(CLAIMED_VIA) });

/** A refusal in FeathersJS's form. */
const refuse = (code: number, name: string, message: string): VendorAnswer => json(code, { name, message, code });
const badRequest = (message: string) => refuse(400, 'BadRequest', message);
const notFound = (id: string) => refuse(404, 'NotFound', `No record found for id '${id}'`);
export const NOT_LET_IN = refuse(401, 'NotAuthenticated', 'Invalid token');

/** Leads and lead offers, as one user of the practice desk gets them. */
export class Answers {
  readonly #store: DeskStore;
  readonly #clock: () => number;

  constructor(store: DeskStore, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  answer({ method, url, body }: VendorRequest, path: string, user: DeskUser): VendorAnswer {
    try {
      if (path === '/me') return json(200, user);
      const ofLead = /^\/leads\/([^/]+)\/offers$/.exec(path)?.[1];
      if (ofLead !== undefined && method === 'GET') return this.#offers(ofLead, url.searchParams, user);
      if (ofLead !== undefined && method === 'POST') return this.#submit(ofLead, user);
      if (path === '/leads' && method === 'GET') return this.#leads(url.searchParams, user);
      const id = /^\/leads\/([^/]+)$/.exec(path)?.[1];
      if (id === undefined && path !== '/leads' && ofLead === undefined) {
        return refuse(404, 'NotFound', 'Page not found');
      }
      const lead = id === undefined ? undefined : this.#leadOf(id, user);
      if (id !== undefined && lead === undefined) return notFound(id);
      if (lead !== undefined && method === 'GET') return json(200, lead);
      if (lead !== undefined && method === 'PATCH') return this.#patch(lead, body, user);
      return refuse(405, 'MethodNotAllowed', `Method \`${method}\` is not supported by this endpoint.`);
    } catch (error) {
      if (error instanceof BadQuery || error instanceof SyntaxError) return badRequest(error.message);
      throw error;
    }
  }

  /** "Find All Lead Offers": those of them that were or will be sent to the user, or to members of teams that the user created. */
  #visible(offers: readonly DeskOffer[], user: DeskUser): DeskOffer[] {
    const own = new Set(this.#store.teams.filter((team) => team.created_by_user_id === user.id).map(({ id }) => id));
    return offers.filter((offer) => offer.user.id === user.id || own.has(offer.team.id));
  }

  #all(user: DeskUser): DeskOffer[] {
    return this.#visible(
      this.#store.offers.map(({ offer }) => offer),
      user,
    );
  }

  /** The document's own example reads the offers of leads 2 and 45 at the address of lead 3: one lead's if it has any, otherwise all. */
  #offers(leadId: string, query: URLSearchParams, user: DeskUser): VendorAnswer {
    const own = this.#visible(this.#store.offersOf(Number(leadId)), user);
    return json(200, page(own.length === 0 ? this.#all(user) : own, readQuery(query)));
  }

  /** Leads that the user created, has, or is offered. */
  #leads(query: URLSearchParams, user: DeskUser): VendorAnswer {
    const offered = new Set(this.#all(user).map(({ lead }) => lead.id));
    const leads = [...this.#store.leads.values()].filter(
      (lead) => lead.created_by_user_id === user.id || lead.claimed_by_user_id === user.id || offered.has(lead.id),
    );
    return json(
      200,
      page(
        leads.map((lead) => ({ ...lead })),
        readQuery(query),
      ),
    );
  }

  #leadOf(id: string, user: DeskUser): DeskLead | undefined {
    const lead = this.#store.leads.get(Number(id));
    if (lead === undefined || lead.created_by_user_id === user.id || lead.claimed_by_user_id === user.id) return lead;
    return this.#visible(this.#store.offersOf(lead.id), user).length > 0 ? lead : undefined;
  }

  /**
   * Only `claimed_via` can be written. The user who writes it gets the lead, unless someone else has it. Whether a second write by the same
   * user changes the time of the claim is not documented, and is a switch (`second-writes`).
   */
  #patch(lead: DeskLead, body: string, user: DeskUser): VendorAnswer {
    const wanted = patch.safeParse(JSON.parse(body));
    if (!wanted.success) return badRequest('claimed_via is not one of its values');
    const { claimed_via } = wanted.data;
    const moves = this.#store.setting('second-writes', secondWrites)?.moveClaimedAt === true;
    if (lead.claimed_by_user_id === user.id) this.#store.setVia(lead, claimed_via, moves ? this.#clock() : null);
    else if (lead.claimed_by_user_id !== null) return refuse(409, 'Conflict', 'This lead has already been claimed');
    else if (claimed_via !== 'None') this.#store.claim(lead.id, user.id, claimed_via, this.#clock());
    return json(200, this.#store.leads.get(lead.id));
  }

  /**
   * "Submit one Lead Offer": its four conditions, then the next offers to members who have none yet. A single offer is returned as an
   * object, several as a list.
   */
  #submit(id: string, user: DeskUser): VendorAnswer {
    const lead = this.#store.leads.get(Number(id));
    if (lead === undefined) return notFound(id);
    if (lead.created_by_user_id !== user.id) return badRequest('The user must be the creator of the lead');
    if (lead.distribution_target !== 'Team Rollout') {
      return badRequest('The distribution target of the lead must equal to "Team Rollout"');
    }
    if (lead.claimed_by_user_id !== null) return badRequest('This lead has already been claimed');
    const team = teamOf(lead, this.#store.teams);
    if (team === null) {
      const { team_selection_method, contact } = lead;
      return badRequest(
        team_selection_method === 'Zipcode'
          ? `No team has the zipcode ${contact.zip}`
          : 'The team of the lead is not there',
      );
    }
    if (team.created_by_user_id !== user.id || team.options.length === 0) {
      return badRequest('No team member distribution options for a team that was created by the current user');
    }
    const drafts = rollOut(team, this.#store.offersOf(lead.id), this.#clock());
    if (drafts.length === 0) return badRequest('Every member of the team has been offered this lead already');
    const made = this.#store.addOffers(lead.id, drafts, true);
    return json(201, made.length === 1 ? made[0] : made);
  }
}

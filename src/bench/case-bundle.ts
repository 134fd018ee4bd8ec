/** The entry of the bundles: what a thread needs, and what the host needs to know of the cases. */
export { CaseThread } from './case-thread.ts'
export { findCase, groups } from './groups.ts'

import type { Account } from '../account/account.js'
import type { Deliveries } from '../callbacks/deliveries.js'
import type { GatewayProfile } from '../gateway-profile.js'
import type { Library } from '../library.js'
import type { Clock, IdSource, TaskStore } from '../ports.js'
import type { ReferenceCheck } from '../references.js'
import type { MediaAddress } from '../tasks/media.js'
import type { Tasks } from '../tasks/tasks.js'

/** What the handlers work with. */
export interface HandlerParts {
  clock: Clock
  ids: IdSource
  store: TaskStore
  account: Account
  library: Library
  tasks: Tasks
  references: ReferenceCheck
  deliveries: Deliveries
  address: MediaAddress
  profile: GatewayProfile
}

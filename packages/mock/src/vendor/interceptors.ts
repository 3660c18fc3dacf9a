/* In the package for the same reason as Prism: the manifest asks for Node 22, and the mock alone runs on 20. */
export { BatchInterceptor } from '@mswjs/interceptors'
export { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest'
export { FetchInterceptor } from '@mswjs/interceptors/fetch'

/*
 * The one place where Prism is imported. The build puts it into the package: its manifest asks for a newer Node than it needs, which would keep users of Node 20 and 22 from installing the mock.
 */
export { createLogger } from '@stoplight/prism-core'
export { createInstance, getHttpOperationsFromSpec, type IHttpConfig, type IHttpRequest, type IHttpResponse } from '@stoplight/prism-http'

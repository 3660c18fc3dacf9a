export const gatewayNames = ['official', 'cometapi', 'cloudsway'] as const
export type GatewayName = (typeof gatewayNames)[number]

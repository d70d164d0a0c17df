/** Who may do what on a laptop. In a deployment there are no such defaults. */
export function localCredentials(env: Record<string, string | undefined>) {
  return {
    ADMIN_TOKEN: env.ADMIN_TOKEN || 'local-admin',
    JWT_SECRET: env.JWT_SECRET || 'konbini-local-secret-not-for-production',
    JWT_ISSUER: env.JWT_ISSUER || 'konbini-local',
    JWT_AUDIENCE: env.JWT_AUDIENCE || 'konbini',
  };
}
